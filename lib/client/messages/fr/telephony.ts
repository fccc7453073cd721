import type { telephony as en } from '../en/telephony';

export const telephony: typeof en = {
  title: 'Téléphonie',
  text: 'Le serveur Asterisk où les téléphones sont enregistrés. C’est lui qui leur dit de relire leur configuration.',
  connection: 'Interface de gestion (AMI)',
  connectionText: 'Le compte doit avoir le droit « system » en écriture (write = system dans manager.conf).',
  none: 'Aucun serveur n’est connecté : « Synchroniser » n’atteint aucun téléphone.',
  host: 'Hôte',
  hostHint: 'Un nom ou une adresse.',
  port: 'Port',
  username: 'Nom d’utilisateur',
  secret: 'Secret',
  secretKeep: 'Laissez vide pour garder l’actuel. Un autre hôte, port ou chiffrement le demande de nouveau.',
  tls: 'Chiffré (TLS)',
  verify: 'Refuser un certificat qu’aucune autorité connue n’a signé',
  save: 'Enregistrer',
  saved: 'Enregistré.',
  test: 'Tester la connexion',
  tested: 'Tout va bien : Asterisk a accepté le compte.',
  failed: 'La connexion échoue',
  remove: 'Déconnecter',
  removeTitle: 'Déconnecter le serveur de téléphonie ?',
  removeText:
    'Son secret est oublié. Les téléphones relisent toujours leur configuration quand ils redémarrent.',
  removed: 'Déconnecté.',
  masterOnly: 'Le serveur de téléphonie est réglé par le locataire principal.',
};
