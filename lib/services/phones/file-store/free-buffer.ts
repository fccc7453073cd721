import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** A port whose other end is closed: what is handed to it is gone at once. */
let nowhere: MessagePort | null = null;

/**
 * Gives the memory of a buffer back now. Memory outside the heap is otherwise kept until the garbage collector comes by, and
 * makes it come by more often the more there is of it. Nobody may look into the buffer afterwards; one that shares its
 * memory with others is left to the collector.
 */
export function freeBuffer(buffer: Uint8Array): void {
  const { buffer: memory, byteLength } = buffer;
  if (!(memory instanceof ArrayBuffer) || memory.byteLength !== byteLength || byteLength === 0) return;
  if (!nowhere) {
    const { port1, port2 } = new MessageChannel();
    port2.close();
    port1.unref();
    nowhere = port1;
  }
  nowhere.postMessage(null, [memory]);
}
