package lab.harmony.diffusion.latents;

/// MT19937 (Matsumoto and Nishimura 1998), the generator behind torch's noise on the processor.
final class MersenneTwister {

  private static final int N = 624;
  private static final int M = 397;

  private final int[] state = new int[N];
  private int at = N;

  MersenneTwister(int seed) {
    state[0] = seed;
    for (var i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /// The next 32 bits.
  int next() {
    if (at == N) {
      twist();
    }
    var y = state[at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9D2C5680;
    y ^= (y << 15) & 0xEFC60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (var i = 0; i < N; i++) {
      var y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7FFFFFFF);
      state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908B0DF);
    }
    at = 0;
  }
}
