package lab.harmony.diffusion.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/// The way to libtorch: offline, without telemetry, on the thread that asks.
///
/// Torch keeps its modes per operating-system thread: use platform threads only.
public final class Torch {

  private static boolean fits;

  private Torch() {}

  /// A manager for arrays on the best device there is; the native libraries are unpacked once per
  /// person (`DJL_CACHE_DIR`, by default `~/.djl.ai`).
  ///
  /// @throws lab.harmony.diffusion.weights.ModelException if the parts of DJL do not fit each other
  public static NDManager newManager() {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("torch needs a platform thread, this one is virtual");
    }
    requireFit();
    return NDManager.newBaseManager();
  }

  /// Looks once in each process whether the parts of DJL fit each other: if not, nothing that is
  /// computed could be trusted.
  ///
  /// @throws lab.harmony.diffusion.weights.ModelException saying what does not fit
  public static synchronized void requireFit() {
    prepare();
    if (!fits) {
      DjlFit.requireParts();
      try (var manager = NDManager.newBaseManager()) {
        DjlFit.requireCall(manager);
      }
      fits = true;
    }
  }

  /// How many threads one operation may use; only before the first manager is made.
  public static void useThreads(int threads) {
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
  }

  /// How many threads one operation uses now.
  public static int threads() {
    return JniUtils.getNumThreads();
  }

  /// Does something with so many threads for each operation, and then goes back to as many as there
  /// were. A manager has to be there already.
  public static void withThreads(int threads, Runnable action) {
    int before = JniUtils.getNumThreads();
    JniUtils.setNumThreads(threads);
    try {
      action.run();
    } finally {
      JniUtils.setNumThreads(before);
    }
  }

  /// What runs here, for a run's record: `PyTorch 2.7.1`.
  public static String version() {
    prepare();
    var engine = Engine.getInstance();
    return "%s %s".formatted(engine.getEngineName(), engine.getVersion());
  }

  private static void prepare() {
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("OPT_OUT_TRACKING", "true");
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
