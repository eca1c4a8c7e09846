package lab.harmony.fuzz;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.diffusion.weights.SafetensorsTarget;
import lab.harmony.engine.PngMetadata;
import lab.harmony.imports.ForeignPictures;
import lab.harmony.imports.PictureFileTarget;
import lab.harmony.imports.SettingsTarget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What reads files and words of strangers, under inputs that nobody thought of.
@Tag("process")
class FuzzTest {

  @Test
  void theSafetensorsReaderRefusesOrReadsWhateverComes() throws Exception {
    Fuzzing.run(
        SafetensorsTarget.class,
        List.of(
            safetensors("{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4),
            safetensors(
                "{\"__metadata__\":{\"k\":\"v\"},\"b\":{\"dtype\":\"F8_E4M3\",\"shape\":[],\"data_offsets\":[0,1]},\"c\":{\"dtype\":\"I64\",\"shape\":[1,1],\"data_offsets\":[1,9]}}",
                9)));
  }

  @Test
  void theReaderOfPictureTextsNeverThrows() throws Exception {
    var texts = new LinkedHashMap<String, String>();
    texts.put("parameters", "a face\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1");
    texts.put("harmony", "{\"format\":1}");
    Fuzzing.run(
        PictureTextsTarget.class,
        List.of(PngMetadata.png(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), texts)));
  }

  @Test
  void theTextsOfForeignPicturesAreReadOrRefused() throws Exception {
    var words = "a\nNegative prompt: b\nSteps: 20, Sampler: E, CFG scale: 7, Seed: 1";
    var xmp = "<r xmlns:e='e'><e:UserComment>%s</e:UserComment></r>".formatted(words);
    var exif = ForeignPictures.exif(words, ByteOrder.LITTLE_ENDIAN);
    Fuzzing.run(
        PictureFileTarget.class,
        List.of(
            ForeignPictures.png(1, Map.of("parameters", words, "prompt", "{}")),
            ForeignPictures.pngWith("eXIf", exif),
            ForeignPictures.jpeg(1, words, ByteOrder.BIG_ENDIAN),
            ForeignPictures.webp("EXIF", exif),
            ForeignPictures.webp("XMP ", xmp.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void everyPromptCanBeRead() throws Exception {
    Fuzzing.run(
        PromptTarget.class,
        List.of(
            "a (very:1.3) ((sad)) [face:mask:0.5] [a|b] <lora:x:0.8> BREAK \\(b\\) AND c :0.5"
                .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theMetadataOfOtherToolsIsReadOrRefused() throws Exception {
    Fuzzing.run(
        SettingsTarget.class,
        List.of(
            "a\nNegative prompt: b\nSteps: 20, Sampler: \"E, a\", CFG scale: 7, Seed: 1"
                .getBytes(StandardCharsets.UTF_8),
            "{\"1\":{\"class_type\":\"SaveImage\",\"inputs\":{\"images\":[\"2\",0]}},\"2\":{\"class_type\":\"SamplerCustomAdvanced\",\"inputs\":{\"noise\":[\"3\",0],\"guider\":[\"4\",0]}},\"3\":{\"class_type\":\"RandomNoise\",\"inputs\":{\"noise_seed\":1}},\"4\":{\"class_type\":\"CFGGuider\",\"inputs\":{\"positive\":[\"5\",1],\"cfg\":7}},\"5\":{\"class_type\":\"ConditioningConcat\",\"inputs\":{\"conditioning_to\":[\"5\",0]}}}"
                .getBytes(StandardCharsets.UTF_8),
            "{\"1\":{\"class_type\":\"KSampler\",\"inputs\":{\"seed\":1,\"positive\":[\"2\",0]}}}"
                .getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] safetensors(String header, int data) {
    var json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }
}
