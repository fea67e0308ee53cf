/** The shop cannot do what was asked (no such variant, more than was paid, …); the message says why. */
export class StandinRefusal extends Error {
  override name = 'StandinRefusal';
}
