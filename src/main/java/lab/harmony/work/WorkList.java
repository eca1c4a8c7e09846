package lab.harmony.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.work.DeviceLeases.Lease;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// All work of this lab that is under way or waits, of every kind, and the devices it has.
@Service
public class WorkList {

  private final JobQueue jobs;
  private final DeviceLeases leases;
  private final ObjectProvider<JobTitles> titles;

  WorkList(JobQueue jobs, DeviceLeases leases, ObjectProvider<JobTitles> titles) {
    this.jobs = jobs;
    this.leases = leases;
    this.titles = titles;
  }

  /// One job.
  ///
  /// @param device that it has: `studio/cpu`
  public record Item(Job job, JobTitle title, Optional<String> device) {}

  /// @param items those that are worked on first, then those that wait, the next first
  /// @param devices of this lab with the job that each has, if any
  public record Now(List<Item> items, Map<String, Optional<JobId>> devices) {
    public Now {
      items = List.copyOf(items);
    }
  }

  public Now now() {
    var held = leases.held();
    var devices = new LinkedHashMap<String, Optional<JobId>>();
    leases.devices().forEach(device -> devices.put(device, Optional.empty()));
    held.forEach(lease -> devices.put(lease.device(), Optional.of(lease.job())));
    return new Now(jobs.unfinished().stream().map(job -> item(job, held)).toList(), devices);
  }

  private Item item(Job job, List<Lease> held) {
    return new Item(
        job,
        title(job),
        held.stream().filter(lease -> lease.job().equals(job.id())).map(Lease::device).findFirst());
  }

  /// A job of a kind that nobody here knows, of another version, is named by itself.
  private JobTitle title(Job job) {
    return titles.stream()
        .filter(one -> one.kinds().contains(job.kind()))
        .findFirst()
        .map(one -> one.of(job))
        .orElseGet(() -> new JobTitle(job.kind(), job.id().value(), "work", "", ""));
  }
}
