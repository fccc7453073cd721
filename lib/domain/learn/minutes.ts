/** How long a source is watched. Apart from the rest of learning, since the browser needs it too. */
export const LEARN_MINUTES = { min: 1, max: 240, standard: 30 } as const;
