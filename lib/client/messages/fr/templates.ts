import type { templates as en } from '../en/templates';
import { counter } from '../plural';

const count = counter('fr');

export const templates: typeof en = {
  title: 'Modèles de fichiers',
  text: 'Les fichiers des téléphones sont faits à partir de modèles. Le vôtre passe avant celui du greffon.',
  line: 'Greffon',
  template: 'Modèle',
  own: 'Les vôtres',
  bundled: 'Ceux du greffon',
  ownCount: (n) => `${n} à vous`,
  noOwn: 'Aucun modèle à vous pour ce greffon.',
  add: 'Nouveau modèle',
  name: 'Nom',
  nameHint:
    'Pour un téléphone, le nom de son fichier et .tpl ; pour un type d’appareil, son nom et .tpl ; pour tous, base.tpl.',
  badName: 'Un nom se termine par .tpl.',
  open: 'Ouvrir',
  choose: 'Choisissez un modèle',
  chooseText: 'Ouvrez-en un à gauche pour le modifier, ou commencez-en un nouveau.',
  editing: (name) => `Modèle ${name}`,
  fromBundled: 'C’est le texte du greffon. L’enregistrer en fait un modèle à vous, qui le remplace.',
  fresh: 'Un nouveau modèle, utilisé dès qu’il est enregistré.',
  save: 'Enregistrer le modèle',
  saved: 'Enregistré. Les téléphones le reçoivent à leur prochaine requête.',
  restoreBundled: 'Supprimer',
  deleteTitle: (name) => `Supprimer votre modèle ${name} ?`,
  deleteText:
    'Les téléphones reçoivent de nouveau les fichiers du greffon. Le texte reste dans l’historique.',
  deleted: 'Supprimé. Les téléphones reçoivent de nouveau les fichiers du greffon.',
  check: 'Vérifier',
  checkWith: 'Vérifier avec',
  noDevice: 'Le texte seul',
  checkHint:
    'Ce que deviennent les fichiers d’un téléphone, avant d’enregistrer quoi que ce soit. Les secrets sont masqués.',
  fine: 'Le texte n’a pas d’erreur.',
  nothingChanges: (n) => `Rien ne change dans ${count(n, 'son seul fichier', 'ses fichiers')}.`,
  stays: (n) => `${count(n, 'fichier reste inchangé', 'fichiers restent inchangés')}.`,
  change: { changed: 'Modifié', added: 'Nouveau', removed: 'Disparu' },
  added: 'ajouté',
  removed: 'enlevé',
  diffOf: (path) => `Changements de ${path}`,
  problemAt: (line) => (line === null ? 'Ce n’est pas un modèle' : `Ligne ${line}`),
  inTemplate: (name) => `Dans ${name}`,
  history: 'Historique',
  noHistory: 'Rien n’a encore été enregistré.',
  deletedThen: 'Supprimé',
  restore: 'Mettre dans l’éditeur',
  restored: 'Le texte est dans l’éditeur. Enregistrez-le pour l’utiliser.',
  by: (who) => `par ${who}`,
};
