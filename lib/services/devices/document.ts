export { deviceDocument } from '../../db/devices/record';
