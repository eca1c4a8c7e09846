package lab.harmony.work;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which job has which device: at most one, of whatever kind.
///
/// On one machine the worker's lock says who may grant the device; the row here shows it to others,
/// and its number tells a later lease from an earlier one.
@Component
public class DeviceLeases {

  private final JdbcClient database;
  private final Device device;
  private final Clock clock;

  DeviceLeases(JdbcClient database, Device device, Clock clock) {
    this.database = database;
    this.device = device;
    this.clock = clock;
  }

  /// A job's right to a device.
  ///
  /// @param device of which machine: `studio/cuda0`
  /// @param number grows with each lease of the device
  public record Lease(String device, long number, JobId job, Instant since) {}

  /// Those that are held now.
  public List<Lease> held() {
    return database
        .sql(
            """
            select device, number, job, since from device_leases where job is not null
            order by device
            """)
        .query((row, _) ->
            new Lease(
                row.getString("device"),
                row.getLong("number"),
                new JobId(row.getString("job")),
                row.getObject("since", OffsetDateTime.class).toInstant()))
        .list();
  }

  /// The names of all devices that ever worked for this lab.
  public List<String> devices() {
    return database
        .sql("select device from device_leases order by device")
        .query((row, _) -> row.getString("device"))
        .list();
  }

  /// Gives this machine's device to a job.
  ///
  /// @throws IllegalStateException if another job has it
  Lease grant(JobId job) {
    var granted =
        database
            .sql(
                """
                update device_leases set job = :job, number = number + 1, since = :now
                where device = :device and job is null
                """)
            .param("job", job.value())
            .param("now", JobRows.utc(clock.instant()))
            .param("device", device.workerName())
            .update();
    var lease =
        held().stream()
            .filter(one -> one.device().equals(device.workerName()))
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException("nobody said that %s is here".formatted(device.name())));
    if (granted == 0) {
      throw new IllegalStateException(
          "%s needs the device %s, which %s has since %s"
              .formatted(job, lease.device(), lease.job(), lease.since()));
    }
    return lease;
  }

  void free(Lease lease) {
    database
        .sql("update device_leases set job = null where device = :device and number = :number")
        .param("device", lease.device())
        .param("number", lease.number())
        .update();
  }

  /// Says that this machine's device is here and that no job has it: the worker that had it is
  /// gone.
  void freeForgotten() {
    var known =
        database
            .sql("update device_leases set job = null where device = :device")
            .param("device", device.workerName())
            .update();
    if (known == 0) {
      database
          .sql(
              """
              insert into device_leases (device, number, job, since)
              values (:device, 0, null, :now)
              """)
          .param("device", device.workerName())
          .param("now", JobRows.utc(clock.instant()))
          .update();
    }
  }
}
