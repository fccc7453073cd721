export { deviceDocument, type DeviceRecord } from '../../db/devices/record';
