import { counter } from '../plural';

const count = counter('fr');

export const provisioningKeys = {
  title: 'Clés de provisionnement',
  text: "La partie secrète de l'URL des téléphones d'un tenant. Une clé ouvre les fichiers de son propre tenant et ceux des téléphones que personne n'a pris.",
  off: 'Les clés ne sont pas utilisées',
  offText:
    'Les téléphones atteignent leurs fichiers sans clé. Pour en exiger une, donnez-en une à chaque tenant, démarrez Offhook avec OFFHOOK_HTTP_AUTH_STRATEGY=url_key et donnez aux téléphones l’URL avec leur clé.',
  missing: (n: number) => `${count(n, 'tenant a', 'tenants ont')} des téléphones mais pas de clé`,
  missingText: "Leurs téléphones n'ont aucun fichier d'ici là.",
  search: 'Chercher un tenant…',
  column: { tenant: 'Tenant', key: 'Clé', phones: 'Téléphones', actions: 'Actions' },
  master: 'tenant principal',
  set: 'Définie',
  none: 'Aucune',
  create: 'Créer',
  createFor: (name: string) => `Créer une clé pour ${name}`,
  change: 'Changer',
  changeFor: (name: string) => `Changer la clé de ${name}`,
  show: 'Montrer',
  showFor: (name: string) => `Montrer la clé de ${name}`,
  changeTitle: (name: string) => `Clé de ${name}`,
  changeText:
    "Les téléphones qui ont l'ancienne clé n'obtiennent plus de fichiers, jusqu'à ce que le DHCP ou un administrateur leur donne la nouvelle URL.",
  generate: 'En créer une nouvelle',
  own: 'Utiliser celle-ci',
  remove: 'La retirer',
  keyLabel: 'Votre propre clé',
  keyHint: '8 à 256 lettres, chiffres ou - $ ~ .',
  keyInvalid: 'Une clé a 8 à 256 lettres, chiffres ou - $ ~ .',
  keyTaken: 'Un autre tenant a cette clé.',
  saved: 'La clé a été changée.',
  removed: "Le tenant n'a plus de clé.",
  shownTitle: (name: string) => `Clé de ${name}`,
  shownText: "Le journal d'audit dit qu'elle a été montrée.",
  keyName: 'Clé',
  urlName: 'URL de ses téléphones',
  done: 'Terminé',
  noMatch: 'Aucun tenant ne correspond',
};
