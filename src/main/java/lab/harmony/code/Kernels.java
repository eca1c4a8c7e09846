package lab.harmony.code;

import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import lab.harmony.kernel.KernelProgram;
import lab.harmony.kernel.KernelSandbox;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/// The kernels of this lab: one for each person in each notebook, and a warm spare for whoever is
/// next. None is started before somebody looks at a code cell, those that nobody uses end, and all
/// end with the lab.
@Service
public class Kernels {

  private static final Logger log = LoggerFactory.getLogger(Kernels.class);

  private final KernelFolders folders;
  private final KernelSettings settings;
  private final Rights rights;
  private final Clock clock;
  private final BiFunction<List<Path>, Path, KernelSandbox> probe;
  private final Map<KernelOwner, Kernel> owned = new HashMap<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("kernels").factory());
  private @Nullable Kernel spare;
  private @Nullable Prepared prepared;
  private boolean closed;

  /// What all kernels have in common; found out when the first one is wanted.
  private record Prepared(List<Path> classPath, KernelSandbox sandbox) {}

  @Autowired
  Kernels(DataFolder data, HarmonySettings settings, Rights rights, Clock clock) {
    this(data, KernelSettings.of(settings), rights, clock, KernelSandbox::here);
  }

  /// @param probe tries what keeps kernels from the machine, by their class path and a folder
  Kernels(
      DataFolder data,
      KernelSettings settings,
      Rights rights,
      Clock clock,
      BiFunction<List<Path>, Path, KernelSandbox> probe) {
    this.probe = probe;
    this.folders = new KernelFolders(data);
    this.settings = settings;
    this.rights = rights;
    this.clock = clock;
  }

  /// Somebody looks at a code cell: a spare kernel is made ready beside whatever else goes on.
  public void expect() {
    try {
      looks.execute(this::replaceSpare);
    } catch (RejectedExecutionException _) {
      // The lab ends.
    }
  }

  /// The kernel of somebody in a notebook, started if there is none that lives.
  ///
  /// @throws KernelRefused if they cannot have one
  Kernel of(KernelOwner owner) {
    var sandbox = prepared().sandbox();
    if (sandbox instanceof KernelSandbox.None(var reason)) {
      requireOwner(owner, reason);
    }
    try {
      return taken(owner);
    } finally {
      expect();
    }
  }

  /// Without a sandbox, code may do whatever the lab may: that is for those alone who may do that
  /// anyway.
  private void requireOwner(KernelOwner owner, String reason) {
    if (!settings.withoutSandbox()) {
      throw new KernelRefused(
          "Code cells need a sandbox, and this machine has none: %s. Run the lab on Linux 5.13 or newer; or an owner of the lab sets harmony.code.without-sandbox=true and starts it again, after which owners may run code without one."
              .formatted(reason));
    }
    if (!rights.may(new Actor(owner.person()), Right.KEEP_MACHINE)) {
      throw new KernelRefused(
          "This machine has no sandbox for code (%s), so only owners of the lab may run code cells; ask one of them, or have the lab run on Linux 5.13 or newer."
              .formatted(reason));
    }
  }

  private synchronized Kernel taken(KernelOwner owner) {
    sweep();
    var there = owned.get(owner);
    if (there != null) {
      there.touch();
      return there;
    }
    var kernel = spare;
    spare = null;
    if (kernel == null) {
      if (owned.size() >= settings.most()) {
        endOneOf(owned.size() - settings.most() + 1);
      }
      kernel = start();
    }
    kernel.touch();
    owned.put(owner, kernel);
    return kernel;
  }

  /// Makes room by ending those that were used longest ago.
  private void endOneOf(int many) {
    var idle =
        owned.entrySet().stream()
            .filter(one -> !one.getValue().isBusy())
            .sorted(Comparator.comparing(one -> one.getValue().used()))
            .limit(many)
            .toList();
    if (idle.size() < many) {
      throw new KernelRefused(
          "All kernels of this lab are at work: there are %d at most, for want of memory. Wait until a cell is done, or have harmony.code.kernels raised."
              .formatted(settings.most()));
    }
    for (var one : idle) {
      log.info("The kernel of {} ends, so that another can begin.", one.getKey().experiment());
      one.getValue().end();
      owned.remove(one.getKey());
    }
  }

  private Kernel start() {
    if (closed) {
      throw new KernelRefused("The lab is being ended; run the cell when it is there again.");
    }
    return new Kernel(
        new KernelProgram(
            prepared().classPath(), folders.make(), settings.heap(), prepared().sandbox()),
        clock);
  }

  private synchronized Prepared prepared() {
    var known = prepared;
    if (known == null) {
      folders.sweep();
      var classPath = folders.classPath();
      var folder = folders.make();
      try {
        known = new Prepared(classPath, probe.apply(classPath, folder));
      } finally {
        KernelFolders.remove(folder);
      }
      prepared = known;
      var every = Math.max(1, settings.idle().toSeconds() / 10);
      looks.scheduleWithFixedDelay(this::endIdle, every, every, TimeUnit.SECONDS);
    }
    return known;
  }

  private void replaceSpare() {
    try {
      if (prepared().sandbox() instanceof KernelSandbox.None && !settings.withoutSandbox()) {
        return;
      }
      synchronized (this) {
        sweep();
        if (spare == null && !closed && owned.size() < settings.most()) {
          spare = start();
        }
      }
    } catch (RuntimeException e) {
      log.warn("No spare kernel could be started.", e);
    }
  }

  /// Ends those that nobody used for long, the spare too.
  synchronized void endIdle() {
    var since = clock.instant().minus(settings.idle());
    var all = new ArrayList<>(owned.values());
    Optional.ofNullable(spare).ifPresent(all::add);
    all.stream()
        .filter(kernel -> !kernel.isBusy() && kernel.used().isBefore(since))
        .forEach(Kernel::end);
    sweep();
  }

  /// Forgets those that are no more.
  private void sweep() {
    owned.values().removeIf(kernel -> !kernel.isAlive());
    if (spare != null && !spare.isAlive()) {
      spare = null;
    }
  }

  /// Stops a cell of a notebook, whoever's kernel it runs in.
  void stop(ExperimentSlug experiment, CellId cell) {
    kernels(experiment).forEach(kernel -> kernel.stop(cell));
  }

  private synchronized List<Kernel> kernels(ExperimentSlug experiment) {
    return owned.entrySet().stream()
        .filter(one -> one.getKey().experiment().equals(experiment))
        .map(Map.Entry::getValue)
        .toList();
  }

  /// The kernel that somebody has in a notebook; empty where none lives.
  synchronized Optional<Kernel> find(KernelOwner owner) {
    return Optional.ofNullable(owned.get(owner)).filter(Kernel::isAlive);
  }

  synchronized Optional<Kernel> spare() {
    return Optional.ofNullable(spare).filter(Kernel::isAlive);
  }

  @PreDestroy
  synchronized void close() {
    closed = true;
    looks.shutdownNow();
    owned.values().forEach(Kernel::end);
    owned.clear();
    Optional.ofNullable(spare).ifPresent(Kernel::end);
    spare = null;
  }
}
