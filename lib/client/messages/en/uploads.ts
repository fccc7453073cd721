export const uploads = {
  title: 'Received files',
  text: 'What this phone has sent by itself: logs, what was set on it, its contacts and call lists. Never given to a phone.',
  none: 'Nothing received',
  noneText:
    'Phones that send logs, overrides, contacts or reports by HTTP have them kept here, the newest of each name.',
  kinds: {
    log: 'Log',
    overrides: 'Set on the phone',
    contacts: 'Contacts',
    calls: 'Call lists',
    report: 'Report',
  },
  times: (n: number) => (n === 1 ? 'sent once' : `sent ${n.toLocaleString('en')} times`),
  download: (name: string) => `Download ${name}`,
  remove: (name: string) => `Delete ${name}`,
  removeTitle: 'Delete this file?',
  removeText: 'It is gone for good. The phone may send it again.',
  removed: 'The file was deleted.',
};
