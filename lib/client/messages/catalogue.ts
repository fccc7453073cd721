import type { Locale } from '../../shared/locale';
import { access as enAccess } from './en/access';
import { common as enCommon } from './en/common';
import { configWarnings as enConfigWarnings } from './en/config-warnings';
import { device as enDevice } from './en/device';
import { devices as enDevices } from './en/devices';
import { bulk as enBulk, programs as enPrograms } from './en/interface';
import { learn as enLearn } from './en/learn';
import { pages as enPages } from './en/pages';
import { phones as enPhones } from './en/phones';
import { problems as enProblems } from './en/problems';
import { provisioningKeys as enProvisioningKeys } from './en/provisioning-keys';
import { uploads as enUploads } from './en/uploads';
import { sharing as enSharing } from './en/sharing';
import { telephony as enTelephony } from './en/telephony';
import { templates as enTemplates } from './en/templates';
import { webhooks as enWebhooks } from './en/webhooks';
import { access as frAccess } from './fr/access';
import { common as frCommon } from './fr/common';
import { configWarnings as frConfigWarnings } from './fr/config-warnings';
import { device as frDevice } from './fr/device';
import { devices as frDevices } from './fr/devices';
import { bulk as frBulk, programs as frPrograms } from './fr/interface';
import { learn as frLearn } from './fr/learn';
import { pages as frPages } from './fr/pages';
import { phones as frPhones } from './fr/phones';
import { problems as frProblems } from './fr/problems';
import { provisioningKeys as frProvisioningKeys } from './fr/provisioning-keys';
import { uploads as frUploads } from './fr/uploads';
import { sharing as frSharing } from './fr/sharing';
import { telephony as frTelephony } from './fr/telephony';
import { templates as frTemplates } from './fr/templates';
import { webhooks as frWebhooks } from './fr/webhooks';

const en = {
  ...enCommon,
  problems: enProblems,
  configWarnings: enConfigWarnings,
  devices: enDevices,
  device: enDevice,
  ...enPages,
  access: enAccess,
  learn: enLearn,
  phones: enPhones,
  provisioningKeys: enProvisioningKeys,
  uploads: enUploads,
  sharing: enSharing,
  templates: enTemplates,
  telephony: enTelephony,
  webhooks: enWebhooks,
  programs: enPrograms,
  bulk: enBulk,
};
/** English is the measure: a language that lacks a text, or whose text takes other values, does not compile. */
export type Messages = typeof en;
const fr: Messages = {
  ...frCommon,
  problems: frProblems,
  configWarnings: frConfigWarnings,
  devices: frDevices,
  device: frDevice,
  ...frPages,
  access: frAccess,
  learn: frLearn,
  phones: frPhones,
  provisioningKeys: frProvisioningKeys,
  uploads: frUploads,
  sharing: frSharing,
  templates: frTemplates,
  telephony: frTelephony,
  webhooks: frWebhooks,
  programs: frPrograms,
  bulk: frBulk,
};

export const catalogue: Record<Locale, Messages> = { en, fr };
