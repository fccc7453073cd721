import { catalogueAnswer, catalogueModelAnswer } from '../answers/phones';
import { contract } from '../contract';

export const phonesApi = {
  catalogue: contract({
    method: 'GET',
    path: '/api/phones',
    tag: 'Plugins',
    summary: 'Lists every model that the installed families know',
    access: { right: 'provd.pg_mgr.plugins.read' },
    answer: catalogueAnswer,
  }),
  model: contract({
    method: 'GET',
    path: '/api/phones/{family}/{model}',
    tag: 'Plugins',
    summary: 'Reads everything that is known of one model',
    access: { right: 'provd.pg_mgr.plugins.read' },
    answer: catalogueModelAnswer,
  }),
};
