package lab.harmony.diffusion.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.Optional;

/// The reference implementation in a Python process, where there is one.
final class Reference implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter questions;
  private final String version;

  private Reference(Process process) throws IOException {
    this.process = process;
    this.answers = process.inputReader();
    this.questions = process.outputWriter();
    var greeting = answers.readLine();
    if (greeting == null || !greeting.startsWith("ready ")) {
      throw new IOException("the reference did not start: " + greeting);
    }
    this.version = greeting.substring("ready ".length());
  }

  /// Empty when python3 or its libraries are not there.
  static Optional<Reference> start(int threads) throws IOException, InterruptedException {
    try {
      var check =
          new ProcessBuilder("python3", "-c", "import torch, diffusers, transformers")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (check.waitFor() != 0) {
        return Optional.empty();
      }
    } catch (IOException noPython) {
      return Optional.empty();
    }
    var process =
        new ProcessBuilder("python3", "bench/engine/reference.py", Integer.toString(threads))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return Optional.of(new Reference(process));
  }

  String version() {
    return version;
  }

  /// What one run of `task` took.
  EngineBenchmark.Cost time(String task) throws IOException {
    questions.write(task + "\n");
    questions.flush();
    var answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the reference has ended");
    }
    var numbers = answer.split(" ");
    return new EngineBenchmark.Cost(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
  }

  @Override
  public void close() throws IOException {
    questions.close();
    process.destroy();
  }
}
