import { changeWebhook, createWebhook, deliveryQuery } from '../../webhooks/webhook';
import {
  createdWebhookAnswer,
  deliveryPageAnswer,
  secretAnswer,
  webhookAnswer,
  webhooksAnswer,
} from '../answers/webhooks';
import { createdAnswer } from '../answers/devices';
import { contract } from '../contract';

const tag = 'Webhooks';
const READ = { right: 'offhook.webhooks.read' };
const UPDATE = { right: 'offhook.webhooks.update' };

export const webhooksApi = {
  list: contract({
    method: 'GET',
    path: '/api/webhooks',
    tag,
    summary: 'Lists the webhooks of one’s tenant and those below',
    access: READ,
    answer: webhooksAnswer,
  }),
  create: contract({
    method: 'POST',
    path: '/api/webhooks',
    tag,
    summary: 'Makes a webhook',
    description: 'What happens in its tenant and those below from now on is posted to its address, signed.',
    access: { right: 'offhook.webhooks.create' },
    body: createWebhook,
    answer: createdWebhookAnswer,
    status: 201,
  }),
  read: contract({
    method: 'GET',
    path: '/api/webhooks/{id}',
    tag,
    summary: 'Reads a webhook',
    access: READ,
    answer: webhookAnswer,
  }),
  change: contract({
    method: 'PATCH',
    path: '/api/webhooks/{id}',
    tag,
    summary: 'Changes, enables or disables a webhook',
    description: 'What is left out stays. A disabled one is not told of what happens meanwhile.',
    access: UPDATE,
    body: changeWebhook,
    answer: null,
  }),
  remove: contract({
    method: 'DELETE',
    path: '/api/webhooks/{id}',
    tag,
    summary: 'Deletes a webhook and its deliveries',
    access: { right: 'offhook.webhooks.delete' },
    answer: null,
  }),
  renewSecret: contract({
    method: 'POST',
    path: '/api/webhooks/{id}/secret',
    tag,
    summary: 'Gives a webhook a new key',
    access: UPDATE,
    answer: secretAnswer,
  }),
  test: contract({
    method: 'POST',
    path: '/api/webhooks/{id}/test',
    tag,
    summary: 'Sends an event that tells nothing',
    description: 'The answer names the delivery that shows what comes of it.',
    access: UPDATE,
    answer: createdAnswer,
    status: 202,
  }),
  deliveries: contract({
    method: 'GET',
    path: '/api/webhooks/{id}/deliveries',
    tag,
    summary: 'Lists the deliveries of a webhook, the latest first',
    access: READ,
    query: deliveryQuery,
    answer: deliveryPageAnswer,
  }),
  redeliver: contract({
    method: 'POST',
    path: '/api/webhooks/{id}/deliveries/{delivery}/redeliver',
    tag,
    summary: 'Sends a delivery again',
    access: UPDATE,
    answer: null,
    status: 202,
  }),
};
