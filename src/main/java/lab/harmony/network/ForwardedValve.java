package lab.harmony.network;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Believes what a request says of who asked and how, if it comes from the proxy that was stated,
/// and from nobody else; everything behind it sees no such header. Behind a proxy, whoever comes
/// without TLS, to the lab or to the proxy, is turned away.
final class ForwardedValve extends ValveBase {

  /// A request that waits comes by again.
  private static final String SEEN = ForwardedValve.class.getName();

  private static final String STANDARD = "forwarded";
  private static final String USUAL = "x-forwarded-";

  private final Reach reach;

  ForwardedValve(Reach reach) {
    super(true);
    this.reach = reach;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (request.getAttribute(SEEN) == null) {
      request.setAttribute(SEEN, true);
      var said = takeHeaders(request);
      if (reach.proxies().contains(request.getPeerAddr())) {
        try {
          believe(request, said);
        } catch (Forwarded.Unclear e) {
          refuse(response, HttpServletResponse.SC_BAD_REQUEST, e.words());
          return;
        }
      }
      if (reach.secure() && !request.isSecure() && !ofThisMachine(request)) {
        refuse(
            response,
            HttpServletResponse.SC_FORBIDDEN,
            "it answers over https only, at "
                + reach.address(request.getConnector().getLocalPort()));
        return;
      }
    }
    getNext().invoke(request, response);
  }

  private static boolean ofThisMachine(Request request) throws IOException {
    return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
  }

  private static TreeMap<String, List<String>> takeHeaders(Request request) {
    var said = new TreeMap<String, List<String>>();
    for (var name : Collections.list(request.getHeaderNames())) {
      var lower = name.toLowerCase(Locale.ROOT);
      if (lower.equals(STANDARD) || lower.startsWith(USUAL)) {
        said.computeIfAbsent(lower, _ -> new ArrayList<>())
            .addAll(Collections.list(request.getHeaders(name)));
      }
    }
    said.keySet().forEach(name -> request.getCoyoteRequest().getMimeHeaders().removeHeader(name));
    return said;
  }

  private void believe(Request request, TreeMap<String, List<String>> said)
      throws Forwarded.Unclear {
    var standard = said.getOrDefault(STANDARD, List.of());
    var forwarded = Forwarded.of(standard, said, reach.proxies());
    var https = forwarded.scheme().equals("https");
    var inner = request.getCoyoteRequest();
    request.setRemoteAddr(forwarded.client());
    request.setRemoteHost(forwarded.client());
    request.setSecure(https);
    inner.scheme().setString(forwarded.scheme());
    var host = forwarded.host().orElse(String.valueOf(request.getHeader("Host")));
    int colon = host.matches(".*:\\d{1,5}") ? host.lastIndexOf(':') : -1;
    inner.serverName().setString(colon < 0 ? host : host.substring(0, colon));
    inner.setServerPort(colon < 0 ? https ? 443 : 80 : Integer.parseInt(host.substring(colon + 1)));
  }

  private static void refuse(Response response, int status, String words) throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().println("The lab did not answer: " + words + ".");
  }
}
