import type { sharing as en } from '../en/sharing';

export const sharing: typeof en = {
  banner: (n) => `${n} appareils partagent cette configuration`,
  bannerText:
    'À l’enregistrement, vous choisissez si le changement vaut pour cet appareil seul ou pour tous.',
  title: 'Pour qui est ce changement ?',
  text: (n) =>
    `${n} appareils sont configurés ainsi. Un changement pour cet appareil seul lui donne sa propre copie : les changements ultérieurs de la configuration partagée ne l’atteignent plus, ceux de ce dont les deux héritent, si.`,
  device: 'Cet appareil seulement',
  all: (n) => `Les ${n} appareils`,
};
