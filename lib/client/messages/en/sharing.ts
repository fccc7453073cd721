export const sharing = {
  banner: (n: number) => `${n} devices share this configuration`,
  bannerText: 'When you save, you choose whether this device alone or all of them get the change.',
  title: 'Who gets this change?',
  text: (n: number) =>
    `${n} devices are configured with this. A change for this device alone gives it a copy of its own: later changes of the shared configuration do not reach it, those of what both inherit from do.`,
  device: 'Only this device',
  all: (n: number) => `All ${n} devices`,
};
