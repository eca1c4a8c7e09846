package lab.harmony.training.trainer;

import java.util.concurrent.CancellationException;

/// A training is asked to stop; it ends the way of a generation that its listener ends.
public final class StopAsked extends CancellationException {

  private static final long serialVersionUID = 1;

  StopAsked() {
    super("the training was asked to stop");
  }
}
