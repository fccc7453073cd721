export const uploads = {
  title: 'Fichiers reçus',
  text: 'Ce que ce téléphone a envoyé de lui-même : journaux, réglages faits sur l’appareil, contacts et listes d’appels. Jamais rendu à un téléphone.',
  none: 'Rien de reçu',
  noneText:
    'Les journaux, réglages, contacts et rapports que des téléphones envoient par HTTP sont gardés ici, le plus récent de chaque nom.',
  kinds: {
    log: 'Journal',
    overrides: 'Réglé sur l’appareil',
    contacts: 'Contacts',
    calls: 'Listes d’appels',
    report: 'Rapport',
  },
  times: (n: number) => (n === 1 ? 'envoyé une fois' : `envoyé ${n.toLocaleString('fr')} fois`),
  download: (name: string) => `Télécharger ${name}`,
  remove: (name: string) => `Supprimer ${name}`,
  removeTitle: 'Supprimer ce fichier ?',
  removeText: 'Il est perdu définitivement. Le téléphone peut l’envoyer à nouveau.',
  removed: 'Le fichier a été supprimé.',
};
