package lab.harmony.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a reverse proxy says of a request: for whom it passes it on, and how they asked.
///
/// Each proxy on the way adds itself at the end, so only the end is its own word: whatever a
/// browser wrote itself stands before it. https://www.rfc-editor.org/rfc/rfc7239
///
/// @param client the address of whoever asked the first proxy that is believed
/// @param scheme how they asked it: `https` or `http`
/// @param host the name that they asked for, with its port unless it is the usual one; empty if the
///   proxy passed on the `Host` of the request
record Forwarded(String client, String scheme, Optional<String> host) {

  /// What came cannot be believed, or does not say enough. Says what the proxy has to do.
  static final class Unclear extends Exception {
    private static final long serialVersionUID = 1L;

    private final String words;

    private Unclear(String words) {
      super(words);
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private record Hop(Optional<String> client, Optional<String> scheme, Optional<String> host) {}

  /// What came in a request from a proxy that is believed.
  ///
  /// @param standard the values of the header `Forwarded`
  /// @param usual those of `X-Forwarded-For`, `-Proto`, `-Host` and `-Port`, by these names in
  ///   lower case
  /// @param proxies who else is believed
  static Forwarded of(
      List<String> standard, Map<String, List<String>> usual, ProxyAddresses proxies)
      throws Unclear {
    var byStandard = standard.isEmpty() ? List.<Hop>of() : hops(String.join(",", standard));
    var byUsage = hops(usual);
    if (!byStandard.isEmpty() && !byUsage.isEmpty()) {
      var one = believed(byStandard, proxies);
      if (one.equals(believed(byUsage, proxies))) {
        return one;
      }
      throw new Unclear(
          "Forwarded and X-Forwarded-… say different things; the proxy has to set one of them and"
              + " remove the other");
    }
    return believed(byStandard.isEmpty() ? byUsage : byStandard, proxies);
  }

  private static Forwarded believed(List<Hop> hops, ProxyAddresses proxies) throws Unclear {
    for (int at = hops.size() - 1; at >= 0; at--) {
      var hop = hops.get(at);
      var client = hop.client().flatMap(Forwarded::address);
      if (client.isEmpty()) {
        throw new Unclear(
            "the proxy has to say for whom it asks, by an address in X-Forwarded-For or Forwarded");
      }
      if (at == 0 || !proxies.contains(client.get())) {
        var scheme = hop.scheme().map(it -> it.toLowerCase(Locale.ROOT)).orElse("");
        if (!scheme.equals("https") && !scheme.equals("http")) {
          throw new Unclear(
              "the proxy has to say how it was asked, by https in X-Forwarded-Proto or Forwarded");
        }
        return new Forwarded(client.get(), scheme, hop.host());
      }
    }
    throw new Unclear(
        "the proxy has to say for whom it asks and how it was asked, by X-Forwarded-For and"
            + " X-Forwarded-Proto, or by Forwarded");
  }

  /// An address without its port.
  private static Optional<String> address(String text) {
    var bare = text.strip();
    if (bare.startsWith("[")) {
      var end = bare.indexOf(']');
      bare = end < 0 ? "" : bare.substring(1, end);
    } else if (bare.indexOf(':') >= 0 && bare.indexOf(':') == bare.lastIndexOf(':')) {
      bare = bare.substring(0, bare.indexOf(':'));
    }
    return bare.matches("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
        ? Optional.of(bare)
        : Optional.empty();
  }

  private static List<Hop> hops(Map<String, List<String>> usual) {
    var clients = values(usual, "x-forwarded-for");
    var schemes = values(usual, "x-forwarded-proto");
    var hosts = values(usual, "x-forwarded-host");
    var ports = values(usual, "x-forwarded-port");
    int most = Stream.of(clients, schemes, hosts).mapToInt(List::size).max().orElse(0);
    var hops = new ArrayList<Hop>();
    for (int back = most - 1; back >= 0; back--) {
      var port = fromEnd(ports, back);
      hops.add(
          new Hop(
              back < clients.size() ? fromEnd(clients, back) : Optional.empty(),
              fromEnd(schemes, back),
              fromEnd(hosts, back)
                  .map(host ->
                      host.matches(".*:\\d+")
                          ? host
                          : port.map(it -> host + ":" + it).orElse(host))));
    }
    // Names and schemes that stand before every address came from nobody who is believed.
    return clients.isEmpty() || hops.size() <= clients.size()
        ? hops
        : hops.subList(hops.size() - clients.size(), hops.size());
  }

  /// The value that stands so far from the end; a proxy that replaces instead of adding leaves one.
  private static Optional<String> fromEnd(List<String> values, int back) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(Math.max(0, values.size() - 1 - back)));
  }

  private static List<String> values(Map<String, List<String>> headers, String name) {
    return headers.getOrDefault(name, List.of()).stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
        .toList();
  }

  private static List<Hop> hops(String header) {
    return split(header, ',').stream()
        .map(element -> {
          var said = new HashMap<String, String>();
          for (var pair : split(element, ';')) {
            int equal = pair.indexOf('=');
            if (equal > 0) {
              said.put(
                  pair.substring(0, equal).strip().toLowerCase(Locale.ROOT),
                  unquoted(pair.substring(equal + 1).strip()));
            }
          }
          return new Hop(
              Optional.ofNullable(said.get("for")),
              Optional.ofNullable(said.get("proto")),
              Optional.ofNullable(said.get("host")));
        })
        .toList();
  }

  /// Parts between separators that stand in no quotes.
  private static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char it = text.charAt(at);
      if (it == separator && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
        continue;
      }
      if (it == '"') {
        quoted = !quoted;
      }
      part.append(it);
      if (it == '\\' && quoted && at + 1 < text.length()) {
        part.append(text.charAt(++at));
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static String unquoted(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
        : value;
  }
}
