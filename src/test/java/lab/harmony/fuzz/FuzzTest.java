package lab.harmony.fuzz;

import static lab.harmony.fuzz.StrangersTarget.Reader.PICTURE_FILE;
import static lab.harmony.fuzz.StrangersTarget.Reader.PICTURE_TEXTS;
import static lab.harmony.fuzz.StrangersTarget.Reader.PROMPT;
import static lab.harmony.fuzz.StrangersTarget.Reader.SAFETENSORS;
import static lab.harmony.fuzz.StrangersTarget.Reader.SETTINGS;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.engine.PngMetadata;
import lab.harmony.fuzz.StrangersTarget.Reader;
import lab.harmony.imports.metadata.ForeignPictures;
import lab.harmony.imports.tools.SettingsTarget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What reads files and words of strangers, under inputs that nobody thought of.
@Tag("process")
class FuzzTest {

  @Test
  void whateverStrangersWriteIsReadOrRefused() throws Exception {
    var texts = new LinkedHashMap<String, String>();
    texts.put("parameters", "a face\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1");
    texts.put("harmony", "{\"format\":1}");
    var words = "a\nNegative prompt: b\nSteps: 20, Sampler: E, CFG scale: 7, Seed: 1";
    var xmp = "<r xmlns:e='e'><e:UserComment>%s</e:UserComment></r>".formatted(words);
    var exif = ForeignPictures.exif(words, ByteOrder.LITTLE_ENDIAN);
    Fuzzing.run(
        StrangersTarget.class,
        Reader.values().length,
        List.of(
            SAFETENSORS.input(
                safetensors("{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4)),
            SAFETENSORS.input(
                safetensors(
                    "{\"__metadata__\":{\"k\":\"v\"},\"b\":{\"dtype\":\"F8_E4M3\",\"shape\":[],\"data_offsets\":[0,1]},\"c\":{\"dtype\":\"I64\",\"shape\":[1,1],\"data_offsets\":[1,9]}}",
                    9)),
            PICTURE_TEXTS.input(
                PngMetadata.png(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), texts)),
            PICTURE_FILE.input(ForeignPictures.png(1, Map.of("parameters", words, "prompt", "{}"))),
            PICTURE_FILE.input(ForeignPictures.pngWith("eXIf", exif)),
            PICTURE_FILE.input(ForeignPictures.jpeg(1, words, ByteOrder.BIG_ENDIAN)),
            PICTURE_FILE.input(ForeignPictures.webp("EXIF", exif)),
            PICTURE_FILE.input(ForeignPictures.webp("XMP ", xmp.getBytes(StandardCharsets.UTF_8))),
            PROMPT.input(
                "a (very:1.3) ((sad)) [face:mask:0.5] [a|b] <lora:x:0.8> BREAK \\(b\\) AND c :0.5"),
            SETTINGS.input(
                SettingsTarget.input(
                    "parameters",
                    "a\nNegative prompt: b\nSteps: 20, Sampler: \"E, a\", CFG scale: 7, Seed: 1")),
            SETTINGS.input(
                SettingsTarget.input(
                    "prompt",
                    "{\"1\":{\"class_type\":\"SaveImage\",\"inputs\":{\"images\":[\"2\",0]}},\"2\":{\"class_type\":\"SamplerCustomAdvanced\",\"inputs\":{\"noise\":[\"3\",0],\"guider\":[\"4\",0]}},\"3\":{\"class_type\":\"RandomNoise\",\"inputs\":{\"noise_seed\":1}},\"4\":{\"class_type\":\"CFGGuider\",\"inputs\":{\"positive\":[\"5\",1],\"cfg\":7}},\"5\":{\"class_type\":\"ConditioningConcat\",\"inputs\":{\"conditioning_to\":[\"5\",0]}}}")),
            SETTINGS.input(
                SettingsTarget.input(
                    "prompt",
                    "{\"1\":{\"class_type\":\"KSampler\",\"inputs\":{\"seed\":1,\"positive\":[\"2\",0]}}}"))));
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
