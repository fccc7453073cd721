import { saveTelephony } from '../../telephony/settings';
import { telephonyAnswer } from '../answers/telephony';
import { contract } from '../contract';

const tag = 'Telephony';
const UPDATE = { right: 'offhook.telephony.update' };

export const telephonyApi = {
  read: contract({
    method: 'GET',
    path: '/api/telephony',
    tag,
    summary: 'Reads which telephony server notifies phones',
    access: { right: 'offhook.telephony.read' },
    answer: telephonyAnswer,
  }),
  save: contract({
    method: 'PUT',
    path: '/api/telephony',
    tag,
    summary: 'Connects a telephony server',
    description:
      'Asterisk’s manager interface (AMI). `secret` null keeps the stored one, which is for the same host, port and encryption alone.',
    access: UPDATE,
    body: saveTelephony,
    answer: null,
  }),
  remove: contract({
    method: 'DELETE',
    path: '/api/telephony',
    tag,
    summary: 'Forgets the telephony server and its secret',
    access: UPDATE,
    answer: null,
  }),
  test: contract({
    method: 'POST',
    path: '/api/telephony/test',
    tag,
    summary: 'Connects and signs in as the settings say, without saving them',
    access: UPDATE,
    body: saveTelephony,
    answer: null,
  }),
};
