package lab.harmony.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BucketTest {

  @Test
  void thereAreTheSizesThatKohyasTrainerMakes() {
    assertThat(Bucket.around(512))
        .hasSize(17)
        .contains(new Bucket(256, 832), new Bucket(512, 512), new Bucket(1024, 256))
        .allMatch(one -> one.width() * one.height() <= 512 * 512);
    assertThat(Bucket.around(1024))
        .hasSize(41)
        .allMatch(one -> one.width() * one.height() <= 1024 * 1024);
  }

  @Test
  void smallModelsHaveSmallSteps() {
    assertThat(Bucket.around(128))
        .contains(new Bucket(128, 128), new Bucket(64, 256), new Bucket(112, 144))
        .allMatch(one -> one.width() % 16 == 0 && one.height() % 16 == 0);
  }

  @Test
  void aPictureGetsTheSizeWithTheNearestProportions() {
    var buckets = Bucket.around(512);
    assertThat(Bucket.nearest(buckets, 3000, 3000)).isEqualTo(new Bucket(512, 512));
    assertThat(Bucket.nearest(buckets, 640, 1280)).isEqualTo(new Bucket(320, 704));
    assertThat(Bucket.nearest(buckets, 100, 5000)).isEqualTo(new Bucket(256, 1024));
  }
}
