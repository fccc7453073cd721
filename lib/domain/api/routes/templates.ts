import { checkTemplate, removeTemplate, saveTemplate } from '../../console/templates';
import { templateAnswer, templateCheckAnswer, templateLinesAnswer } from '../answers/templates';
import { contract } from '../contract';

const tag = 'Templates';
const READ = { right: 'offhook.templates.read' };

export const templatesApi = {
  list: contract({
    method: 'GET',
    path: '/api/templates',
    tag,
    summary: 'Lists plugin lines with their templates and those of one’s own',
    access: READ,
    answer: templateLinesAnswer,
  }),
  read: contract({
    method: 'GET',
    path: '/api/templates/{line}/{name}',
    tag,
    summary: 'Reads a template with its history',
    access: READ,
    answer: templateAnswer,
  }),
  save: contract({
    method: 'PUT',
    path: '/api/templates/{line}/{name}',
    tag,
    summary: 'Writes a template of one’s own, which comes before the plugin’s',
    description: 'A text that is no template is refused with its line.',
    access: { right: 'offhook.templates.update' },
    body: saveTemplate,
    answer: null,
  }),
  remove: contract({
    method: 'DELETE',
    path: '/api/templates/{line}/{name}',
    tag,
    summary: 'Deletes a template of one’s own; the plugin’s holds again',
    access: { right: 'offhook.templates.delete' },
    body: removeTemplate,
    answer: null,
  }),
  check: contract({
    method: 'POST',
    path: '/api/templates/{line}/check',
    tag,
    summary: 'Tells what is wrong with a template, or what it would change of a device’s files',
    description: 'Nothing is saved. Secrets are masked.',
    access: { right: 'offhook.templates.update' },
    body: checkTemplate,
    answer: templateCheckAnswer,
  }),
};
