package lab.harmony.diffusion.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The same training step in a Python process with torch, diffusers and peft, where there is one.
final class TrainReference implements AutoCloseable {

  private final @Nullable Process process;
  private final @Nullable BufferedReader answers;
  private final @Nullable BufferedWriter questions;

  private TrainReference(@Nullable Process process) {
    this.process = process;
    this.answers = process == null ? null : process.inputReader();
    this.questions = process == null ? null : process.outputWriter();
  }

  static TrainReference start() throws IOException, InterruptedException {
    try {
      var check =
          new ProcessBuilder("python3", "-c", "import torch, diffusers, peft")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (check.waitFor() != 0) {
        return new TrainReference(null);
      }
    } catch (IOException noPython) {
      return new TrainReference(null);
    }
    return new TrainReference(
        new ProcessBuilder("python3", "bench/train/reference.py")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /// Milliseconds of one step; NaN without a reference.
  double step() throws IOException {
    if (questions == null || answers == null) {
      return Double.NaN;
    }
    questions.write("step\n");
    questions.flush();
    var answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the reference has ended");
    }
    return Double.parseDouble(answer);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
    }
  }
}
