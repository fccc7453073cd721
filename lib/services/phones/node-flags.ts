/**
 * How Node is told to run the phone process. Its memory is mostly files and indexes that live long: left alone, the heap
 * grows to several times what is in it before it is cleaned; so it grows by less than half, and what is young stays small.
 */
export const PHONE_PROCESS_FLAGS: readonly string[] = [
  '--heap-growing-percent=40',
  '--max-semi-space-size=8',
];
