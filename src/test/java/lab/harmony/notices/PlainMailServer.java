package lab.harmony.notices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A mail server that answers as a test says, or not at all.
final class PlainMailServer implements AutoCloseable {

  /// Says nothing.
  static final String SILENCE = "";

  /// What comes at the end of a mail.
  static final String END = ".";

  /// Whole mails that it was given, whatever it answered.
  final List<String> given = new CopyOnWriteArrayList<>();

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final ServerSocket socket;

  PlainMailServer() throws IOException {
    socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// What it says from now on to a command, such as `MAIL`.
  void answer(String command, String answer) {
    answers.put(command, answer);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        var one = socket.accept();
        Thread.ofVirtual().start(() -> talk(one));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket with) {
    try (with;
        var in =
            new BufferedReader(
                new InputStreamReader(with.getInputStream(), StandardCharsets.UTF_8))) {
      say(with, "220 here");
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var command = line.split(" ", 2)[0].strip();
        if (command.equals("QUIT")) {
          return; // without a word
        }
        say(with, answers.getOrDefault(command, command.equals("DATA") ? "354 go on" : "250 yes"));
        if (command.equals("DATA") && !answers.containsKey("DATA")) {
          given.add(mail(in));
          say(with, answers.getOrDefault(END, "250 taken"));
        }
      }
    } catch (IOException gone) {
      // as clients go that waited long enough
    }
  }

  private static String mail(BufferedReader in) throws IOException {
    var text = new StringBuilder();
    for (var line = in.readLine(); line != null && !line.equals(END); line = in.readLine()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static void say(Socket to, String answer) throws IOException {
    if (!answer.equals(SILENCE)) {
      to.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
      to.getOutputStream().flush();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
