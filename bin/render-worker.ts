import { runRenderWorker } from '../lib/render/pool/worker-main';

runRenderWorker();
