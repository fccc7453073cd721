export { configDocument } from '../../db/configs/record';
