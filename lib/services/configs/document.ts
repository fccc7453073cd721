export { configDocument, type ConfigRecord } from '../../db/configs/record';
