package lab.harmony.work.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A turn on a device of this machine: at most one process computes on it at a time, whatever it
/// computes. The system frees the device when a process ends, however it ends.
///
/// Whoever waits stands at a second lock, so that a process with much to do, which gives the device
/// back and wants it again at once, lets the other one go first.
///
/// Used by one thread.
public final class DeviceTurn implements AutoCloseable {

  private static final long BETWEEN = 250_000_000; // nanoseconds

  private final FileChannel device;
  private final FileChannel next;
  private @Nullable FileLock has;
  private @Nullable FileLock waits;

  private DeviceTurn(FileChannel device, FileChannel next) {
    this.device = device;
    this.next = next;
  }

  /// Nobody's turn yet.
  ///
  /// @param folder for the locks
  /// @param name of the device: `cpu`
  public static DeviceTurn on(Path folder, String name) {
    var file = folder.resolve("device-%s.lock".formatted(name));
    try {
      return new DeviceTurn(
          open(file), open(folder.resolve("device-%s-next.lock".formatted(name))));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be locked".formatted(file), e);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /// Takes the device, if nobody has it and nobody waited before.
  public boolean tryTake() {
    try {
      if (has == null && waits == null) {
        waits = lock(next);
      }
      if (has == null && waits != null) {
        has = lock(device);
      }
      if (has != null && waits != null) {
        waits.release();
        waits = null;
      }
      return has != null;
    } catch (IOException e) {
      throw new UncheckedIOException("the device cannot be locked", e);
    }
  }

  /// Waits until it has the device.
  ///
  /// @param waiting is called before each further try, a few times a second; what it throws ends
  ///   the waiting
  public void await(Runnable waiting) {
    while (!tryTake()) {
      waiting.run();
      LockSupport.parkNanos(BETWEEN);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /// Gives the device back, or waits no longer.
  @Override
  public void close() {
    try (device;
        next) {
      has = null;
      waits = null;
    } catch (IOException e) {
      throw new UncheckedIOException("the device cannot be given back", e);
    }
  }
}
