// The door to pactum. Its settings are one mutable object for the whole process and its mock server listens on every
// interface, so nothing but `spec` is taken from it.
import pactum from 'pactum';

export const { spec } = pactum;
