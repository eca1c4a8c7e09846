package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtSymbolBlock;

/// One call of a method of a loaded script.
///
/// It lives in this package because DJL's own `IValueUtils.runMethod` always runs in inference
/// mode, and the native method below it, which also knows the autograd path, is package-private.
public final class ScriptCall {

  private ScriptCall() {}

  /// Runs `method`; with `gradients` the results may take part in autograd, without them torch runs
  /// in inference mode.
  public static IValue run(
      PtSymbolBlock block, String method, boolean gradients, IValue... arguments) {
    var handles = new long[arguments.length];
    for (int i = 0; i < handles.length; i++) {
      handles[i] = arguments[i].getHandle();
    }
    JniUtils.setGradMode(gradients);
    JniUtils.setGraphExecutorOptimize(false);
    return new IValue(
        PyTorchLibrary.LIB.moduleRunMethod(block.getHandle(), method, handles, gradients, false));
  }
}
