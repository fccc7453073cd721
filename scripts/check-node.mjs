var version = process.versions.node.split('.').map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 9)) {
  console.error(
    'Offhook needs Node.js 20.9 or newer; this is ' +
      process.version +
      '. Install a newer one and try again.',
  );
  process.exit(1);
}
