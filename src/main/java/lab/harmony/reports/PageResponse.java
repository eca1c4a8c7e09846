package lab.harmony.reports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// A report page as an answer to a browser: it may show itself and do nothing else.
final class PageResponse {

  /// The page's own policy allows its style by digest; here it is enough that nothing runs, loads
  /// or frames it.
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action"
          + " 'none'; frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
          + " allow-modals";

  /// For people who are signed in: its links to other pages of the lab take their session along.
  /// Nothing in it can run, so that this gives the page no more than its reader.
  private static final String WITHIN = POLICY + " allow-same-origin";

  private PageResponse() {}

  /// To anybody.
  static void send(HttpServletResponse response, int status, byte[] html) throws IOException {
    send(response, status, html, POLICY);
  }

  /// To people who are signed in.
  static void sendWithin(HttpServletResponse response, int status, byte[] html) throws IOException {
    send(response, status, html, WITHIN);
  }

  private static void send(HttpServletResponse response, int status, byte[] html, String policy)
      throws IOException {
    response.setStatus(status);
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/html;charset=utf-8");
    response.setContentLength(html.length);
    response.getOutputStream().write(html);
  }
}
