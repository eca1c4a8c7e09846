package lab.harmony.diffusion.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.ScriptCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// TorchScript text, loaded: a class called `Network` without parameters of its own.
///
/// libtorch reads such a class from an archive; the archive is put together here, in memory.
public final class Script implements AutoCloseable {

  private static final String CLASS = "Network";

  private final PtSymbolBlock block;

  private Script(PtSymbolBlock block) {
    this.block = block;
  }

  /// Loads the `methods` (indented by two blanks); errors name the line of the text.
  public static Script load(String methods, NDManager manager) {
    var text =
        "class %s(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n%s"
            .formatted(CLASS, methods);
    try {
      return new Script(
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(archive(text)), true, false));
    } catch (IOException e) {
      throw new UncheckedIOException("the script could not be loaded", e);
    }
  }

  /// Calls a method that answers a tensor or a list of tensors; they belong to `owner`.
  public NDList run(String method, boolean gradients, NDManager owner, Arguments arguments) {
    try (var result = ScriptCall.run(block, method, gradients, arguments.values())) {
      return result.toNDList((PtNDManager) owner);
    }
  }

  @Override
  public void close() {
    block.close();
  }

  private static byte[] archive(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      store(zip, "data.pkl", pickledInstance());
      store(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, "version", "10\n".getBytes(StandardCharsets.US_ASCII));
      store(zip, "code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    var checksum = new CRC32();
    checksum.update(content);
    var entry = new ZipEntry("network/" + name);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /// The pickle of `Network` with `{training: True}`, protocol 2.
  private static byte[] pickledInstance() throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x80, 2});
    out.write("c__torch__\n%s\n".formatted(CLASS).getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {'q', 0, ')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
    out.write("training".getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {'q', 1, (byte) 0x88, 'u', 'b', 'q', 2, '.'});
    return out.toByteArray();
  }
}
