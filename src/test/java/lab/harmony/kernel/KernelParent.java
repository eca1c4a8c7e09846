package lab.harmony.kernel;

/// A program of its own that starts a kernel, lets it run for ever, and tells its process.
final class KernelParent {

  private KernelParent() {}

  public static void main(String[] arguments) throws InterruptedException {
    var kernel = KernelFixture.start();
    kernel.begin("endless", "while (true) {}");
    System.out.println(kernel.session.pid());
    Thread.sleep(Long.MAX_VALUE);
  }
}
