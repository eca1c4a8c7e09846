package lab.harmony.workspace;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/// What people set (`docs/settings.md`), read in one way for the lab and for every verb: from the
/// command line, environment variables, system properties and configuration files.
public final class HarmonySettings {

  private final Environment environment;

  HarmonySettings(Environment environment) {
    this.environment = environment;
  }

  /// The settings of a program that is started already.
  public static HarmonySettings of(Environment environment) {
    return new HarmonySettings(environment);
  }

  /// The settings for a verb that starts no services, as the lab itself would read them.
  ///
  /// @param arguments settings of the call, as `--harmony.person=Ada`
  public static HarmonySettings read(String... arguments) {
    var environment = new StandardEnvironment();
    if (arguments.length > 0) {
      environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
    }
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    return new HarmonySettings(environment);
  }

  /// The data folder, made if it is not there.
  public DataFolder data() {
    return new DataFolder(dataRoot());
  }

  /// Where the data folder is, or is to be.
  public Path dataRoot() {
    var named = environment.getProperty("harmony.data", "");
    return named.isBlank()
        ? Path.of(System.getProperty("user.home"), ".harmony-lab")
        : Path.of(named);
  }

  public Workspace workspace() {
    return new Workspace(workspaceRoot());
  }

  /// Where the workspace is, whether or not it is one.
  public Path workspaceRoot() {
    var named = environment.getProperty("harmony.workspace", "");
    return Path.of(named.isBlank() ? "." : named);
  }

  /// Where a running lab puts the backups that it makes by itself, if people named a folder.
  public Optional<Path> backupFolder() {
    return text("harmony.backup.folder").map(named -> Path.of(named).toAbsolutePath().normalize());
  }

  /// Whose name scores, runs and notes carry.
  public String person() {
    var named = environment.getProperty("harmony.person", "");
    var person = named.isBlank() ? System.getProperty("user.name", "") : named;
    return person.isBlank() ? "owner" : person.strip();
  }

  /// Whether the lab has accounts: people with passwords and passkeys of their own.
  public boolean team() {
    return flag("harmony.team");
  }

  /// How often a running lab makes a backup by itself, as people say it: `24h`, `7d`.
  public Optional<String> backupEvery() {
    return text("harmony.backup.every").map(String::strip);
  }

  /// How many of those backups are kept.
  public int backupsKept() {
    return whole("harmony.backup.keep", 7);
  }

  /// Whether model files are in those backups.
  public boolean backupOfModels() {
    return flag("harmony.backup.models");
  }

  /// The most memory that the code of cells gets in each kernel, in megabytes.
  public int codeHeap() {
    return whole("harmony.code.heap", 512);
  }

  /// How many kernels there are at most; 0 for as many as this machine has memory for.
  public int codeKernels() {
    return whole("harmony.code.kernels", 0);
  }

  /// How long a kernel stays that nobody uses, as people say it: `30m`, `2h`.
  public String codeIdle() {
    return text("harmony.code.idle").map(String::strip).orElse("30m");
  }

  /// Whether owners may run code where this machine has nothing that keeps it from the rest.
  public boolean codeWithoutSandbox() {
    return flag("harmony.code.without-sandbox");
  }

  /// How many versions of a notebook are kept.
  public int versionsKept() {
    return whole("harmony.versions.keep", 500);
  }

  /// How much the versions of one notebook take on the disk at most, in MB.
  public int versionMegabytes() {
    return whole("harmony.versions.megabytes", 256);
  }

  /// The program of the browser that prints, if people named one.
  public Optional<String> chromium() {
    return text("harmony.chromium").map(String::strip);
  }

  /// Whether the database is the one in the data folder, and nobody named another.
  public boolean ownDatabase() {
    return text("spring.datasource.url").isEmpty();
  }

  /// Where the lab listens.
  public int port() {
    return whole("server.port", 8080);
  }

  /// What people set under this name, unless it is blank.
  public Optional<String> text(String setting) {
    return Optional.ofNullable(environment.getProperty(setting)).filter(it -> !it.isBlank());
  }

  /// How many cores to compute on.
  public int threads() {
    int asked = whole("harmony.engine.threads", 0);
    return asked > 0 ? asked : Runtime.getRuntime().availableProcessors();
  }

  private int whole(String setting, int usual) {
    return value(setting, Integer.class, "a whole number").orElse(usual);
  }

  private boolean flag(String setting) {
    return value(setting, Boolean.class, "true or false").orElse(false);
  }

  private <T> Optional<T> value(String setting, Class<T> type, String wanted) {
    var named = text(setting);
    try {
      return named.map(_ -> environment.getRequiredProperty(setting, type));
    } catch (ConversionFailedException e) {
      throw new IllegalArgumentException(
          "%s must be %s, got \"%s\"".formatted(setting, wanted, named.orElse("")), e);
    }
  }
}
