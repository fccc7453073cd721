import { counter } from '../plural';
import type { configWarnings as englishWarnings } from '../en/config-warnings';

const count = counter('fr');

const sentences: (typeof englishWarnings)['sentences'] = {
  unknownParameter: () =>
    'Laissé de côté : ce réglage n’existe pas. Les noms de votre choix commencent par X_.',
  switchedOff: (needed) => `Désactivé : il faut ${needed}, qui n’a pas de valeur utilisable.`,
  noServer: () =>
    'Cette ligne n’a pas de serveur : le téléphone ne peut pas l’enregistrer. Donnez-lui un proxy_ip, ou définissez sip_proxy_ip pour toutes les lignes.',
  notUrl: () =>
    'Non utilisé : ce n’est pas une adresse http ou https. Elle est composée à partir de ip et http_port.',
  notByPosition: () => 'Laissé de côté : il faut un objet dont les membres sont nommés par leur position.',
  badPosition: () => 'Laissé de côté : les positions sont des nombres entiers à partir de 1.',
  notObject: () => 'Laissé de côté : il faut un objet.',
  managerWithoutAddress: () => 'Laissé de côté : un gestionnaire d’appels doit avoir une ip.',
  keyWithoutType: () => 'Laissée de côté : une touche de fonction doit avoir un type.',
  keyWithoutValue: () => 'Laissée de côté : une touche de fonction de ce type doit avoir une valeur.',
  notText: () => 'Laissé de côté : il faut un texte.',
  notWholeNumber: () => 'Laissé de côté : il faut un nombre entier.',
  outOfRange: (range) => `Laissé de côté : la valeur doit être comprise dans ${range}.`,
  notBoolean: () => 'Laissé de côté : il faut true ou false.',
  notOneOf: (choices) => `Laissé de côté : il faut l’une des valeurs ${choices}.`,
  notTimeZone: () => 'Laissé de côté : ce n’est pas un nom de fuseau horaire, comme Europe/Paris.',
  notLocale: () => 'Laissé de côté : il faut une langue et un pays, comme fr_FR.',
  notTexts: () => 'Laissé de côté : il faut une liste de textes.',
};

export const configWarnings: typeof englishWarnings = {
  title: (n) => `Cette configuration a ${count(n, 'avertissement', 'avertissements')}`,
  text: 'Le téléphone reçoit tout de même ses fichiers, mais tout n’y est pas comme c’est écrit ici.',
  short: (n) => `avec ${count(n, 'avertissement', 'avertissements')}`,
  sentences,
};
