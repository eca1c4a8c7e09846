package lab.harmony.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import lab.harmony.accounts.browsers.KnownBrowsers;
import lab.harmony.accounts.browsers.LastSeen;
import lab.harmony.accounts.browsers.RememberedBrowsers;
import lab.harmony.accounts.links.Admission;
import lab.harmony.accounts.links.ShutOut;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/// A disk on which browsers can neither be noted nor forgotten.
@Tag("unit")
class FullDiskSignInTest {

  @TempDir Path folder;
  private DataFolder data;
  private People people;
  private AuditTrail trail;
  private RememberedBrowsers browsers;
  private SignInFilter filter;
  private SignInRecord record;

  @BeforeEach
  void aLab() throws IOException {
    var source = MigratedDatabase.inMemory();
    data = new DataFolder(folder);
    people = Somebody.in(source);
    trail = AuditTrail.over(source, Clock.systemUTC());
    record = new SignInRecord(trail, people, Clock.systemUTC());
    var admission = new Admission(people, new ShutOut(JdbcClient.create(source)));
    browsers = new RememberedBrowsers(data, Clock.systemUTC(), admission, PlainCookies.ALL);
    var clock = Clock.systemUTC();
    var tickets = new SignInTickets(clock);
    var sessions =
        new Sessions(
            browsers, people, new LastSeen(JdbcClient.create(source)), _ -> false, tickets, clock);
    filter =
        new SignInFilter(
            new SignInLinks(data, clock, people),
            tickets,
            browsers,
            sessions,
            new Entrance(
                sessions,
                tickets,
                record,
                new KnownBrowsers(data, clock, PlainCookies.ALL),
                new DefaultListableBeanFactory()
                    .getBeanProvider(SecurityContextHolderStrategy.class)),
            record,
            admission);
    Files.createDirectories(folder.resolve("accounts"));
    for (var name : List.of("browsers", "known")) {
      Files.writeString(
          folder.resolve("accounts").resolve(name), "a file where a folder is needed");
    }
  }

  @Test
  void somebodyComesInWithALinkAndThatIsWrittenDown() throws Exception {
    var link =
        new SignInLinks(data, Clock.systemUTC(), people).issue(URI.create("http://127.0.0.1:1"));
    var request = new MockHttpServletRequest("GET", "/sign-in");
    request.setParameter("token", link.getQuery().substring("token=".length()));
    var response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    assertThat(response.getRedirectedUrl()).isEqualTo("/");
    assertThat(request.getSession(false)).isNotNull();
    assertThat(trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 10))
        .extracting(AuditEntry::kind)
        .containsExactly("signed-in");
  }

  @Test
  void somebodyGoesOut() {
    var request = new MockHttpServletRequest("POST", "/logout");
    var response = new MockHttpServletResponse();
    new SignOut(browsers, record)
        .logout(
            request,
            response,
            new TestingAuthenticationToken(Somebody.named("Nobody here").id().value(), "none"));
    assertThat(response.getHeader("Set-Cookie")).contains("Max-Age=0");
    assertThat(trail.missed().events()).isOne();
  }
}
