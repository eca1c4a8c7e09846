package lab.harmony.accounts;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import lab.harmony.accounts.browsers.KnownBrowsers;
import lab.harmony.accounts.browsers.LastSeen;
import lab.harmony.accounts.browsers.OpenSession;
import lab.harmony.accounts.browsers.RememberedBrowsers;
import lab.harmony.accounts.invitations.Invitations;
import lab.harmony.accounts.links.Admission;
import lab.harmony.accounts.links.ShutOut;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.accounts.openid.OpenIdLinks;
import lab.harmony.accounts.openid.OpenIdProvider;
import lab.harmony.accounts.passkeys.Passkeys;
import lab.harmony.accounts.passwords.Passwords;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.accounts.proof.SignInAttempts;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.Rights;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.MigratedDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// The accounts of a lab that has just begun, with all of their services, and browsers that ask it.
final class SmallLab {

  private static final HarmonySettings SETTINGS = HarmonySettings.read();

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
  final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

  /// What is said to other services.
  final List<Object> published = new ArrayList<>();

  final List<HttpSession> ended = new ArrayList<>();
  final People people;
  final AuditTrail trail;
  final Passwords passwords;
  final Sessions sessions;
  final SignInFilter filter;
  final PasswordSignIn passwordSignIn;
  final Invitations invitations;
  final Joining joining;
  final Members members;
  final OwnAccount account;
  final OpenIdLinks accounts;
  final Entrance entrance;
  final Admission admission;
  final Passkeys passkeys;
  final SignInTickets tickets;
  final RememberedBrowsers browsers;
  final SignInLinks links;
  final RecentProof proof;
  final Confirmation confirmation;
  final DataFolder data;
  final JdbcDataSource source = MigratedDatabase.inMemory();

  SmallLab(Path folder) {
    data = new DataFolder(folder);
    var told = new ArrayList<Sessions>();
    people =
        Somebody.in(
            source, event -> told.forEach(sessions -> sessions.changed((PersonChanged) event)));
    trail = AuditTrail.over(source, clock);
    passwords =
        new Passwords(
            JdbcClient.create(source), clock, new Argon2PasswordEncoder(16, 32, 1, 64, 1));
    passkeys = new Passkeys(new JdbcTemplate(source), people);
    accounts = new OpenIdLinks(JdbcClient.create(source), clock);
    var rights = new Rights(people);
    var shutOut = new ShutOut(JdbcClient.create(source));
    admission = new Admission(people, shutOut);
    browsers = new RememberedBrowsers(data, clock, admission, PlainCookies.ALL);
    people.localId();
    tickets = new SignInTickets(clock);
    sessions =
        new Sessions(
            browsers,
            people,
            new LastSeen(JdbcClient.create(source)),
            session -> !ended.add(session),
            tickets,
            clock);
    told.add(sessions);
    var record = new SignInRecord(trail, people, clock);
    var known = new KnownBrowsers(data, clock, PlainCookies.ALL);
    var attempts = new SignInAttempts(clock);
    entrance =
        new Entrance(
            sessions,
            tickets,
            record,
            known,
            new DefaultListableBeanFactory().getBeanProvider(SecurityContextHolderStrategy.class));
    links = new SignInLinks(data, clock, people);
    filter = new SignInFilter(links, tickets, browsers, sessions, entrance, record, admission);
    passwordSignIn = new PasswordSignIn(people, passwords, attempts, known, tickets, record);
    proof = new RecentProof(clock);
    invitations = new Invitations(data, clock, people, rights, proof, trail, _ -> {});
    joining =
        new Joining(
            invitations,
            people,
            passwords,
            passkeys,
            accounts,
            sessions,
            tickets,
            record,
            trail,
            published::add);
    members =
        new Members(
            people,
            rights,
            new Roles(people, rights),
            passwords,
            passkeys,
            accounts,
            sessions,
            links,
            admission,
            shutOut,
            proof,
            trail);
    var openId =
        new OpenIdSignIn(
            OpenIdProvider.of(SETTINGS, clock), accounts, people, rights, proof, sessions, trail);
    confirmation = new Confirmation(passwords, passkeys, openId, attempts, record, proof);
    account =
        new OwnAccount(people, rights, passwords, passkeys, sessions, confirmation, proof, trail);
  }

  void later(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  Actor owner() {
    return new Actor(people.localId());
  }

  Person withPassword(String name, Role role, String password) {
    var person = people.add(name, role);
    passwords.set(person.id(), passwords.digest(password, name));
    return person;
  }

  List<String> written() {
    return trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 50).reversed().stream()
        .map(AuditEntry::kind)
        .toList();
  }

  /// A browser: its cookies, and its session.
  final class Browser {
    final MockHttpSession session = new MockHttpSession();
    private final List<Cookie> cookies = new ArrayList<>();
    private final String address;
    private boolean signedIn;

    Browser(String address) {
      this.address = address;
    }

    /// The same browser, whose session the lab does not know any more.
    Browser afterARestart() {
      var again = new Browser(address);
      again.cookies.addAll(cookies);
      session.invalidate();
      return again;
    }

    MockHttpServletRequest asks(String page) {
      var request = new MockHttpServletRequest("GET", page.split("\\?")[0]);
      if (!session.isInvalid()) {
        request.setSession(session);
      }
      request.setRemoteAddr(address);
      request.addHeader("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0");
      request.setCookies(cookies.toArray(Cookie[]::new));
      if (page.contains("?")) {
        for (var pair : page.split("\\?")[1].split("&")) {
          request.setParameter(pair.split("=")[0], pair.split("=")[1]);
        }
      }
      return request;
    }

    /// Where it is sent; empty where it gets what it asked for.
    String opens(String page) {
      return opens(asks(page));
    }

    String opens(MockHttpServletRequest request) {
      SecurityContextHolder.clearContext();
      var response = new MockHttpServletResponse();
      try {
        filter.doFilter(request, response, new MockFilterChain());
      } catch (IOException | ServletException e) {
        throw new AssertionError(e);
      }
      signedIn = SecurityContextHolder.getContext().getAuthentication() != null;
      SecurityContextHolder.clearContext();
      for (var cookie : response.getCookies()) {
        cookies.removeIf(it -> it.getName().equals(cookie.getName()));
        cookies.add(cookie);
      }
      return String.valueOf(response.getRedirectedUrl()).replace("null", "");
    }

    /// Whether somebody is in, as the next request finds.
    boolean isIn() {
      opens("/models");
      return signedIn
          || (!session.isInvalid() && session.getAttribute(OpenSession.ATTRIBUTE) != null);
    }
  }
}
