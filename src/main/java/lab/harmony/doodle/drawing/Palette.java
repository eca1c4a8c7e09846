package lab.harmony.doodle.drawing;

import java.awt.Color;

/// The colours of one face, by archetype and shifted a little by the details.
record Palette(
    Color hair,
    Color hairShade,
    Color hairLight,
    Color skin,
    Color skinShade,
    Color line,
    Color iris,
    Color irisDark,
    Color background,
    Color backgroundAccent,
    Color clothes,
    Color clothesAccent) {

  private static final Color LIGHT_SKIN = new Color(0xFFE9DC);
  private static final Color TANNED_SKIN = new Color(0xF7CFAE);

  static Palette of(DoodleArchetype archetype, FaceDescription.Details details) {
    Palette plain = plain(archetype);
    Color skin = mix(LIGHT_SKIN, TANNED_SKIN, details.skin() * 0.7 + plain.skinTan());
    return new Palette(
        turned(plain.hair, details.hair() * 0.022),
        turned(plain.hairShade, details.hair() * 0.022),
        turned(plain.hairLight, details.hair() * 0.022),
        skin,
        mix(skin, new Color(0xC96F62), 0.3),
        plain.line,
        turned(plain.iris, details.iris() * 0.03),
        turned(plain.irisDark, details.iris() * 0.03),
        turned(plain.background, details.background() * 0.025),
        turned(plain.backgroundAccent, details.background() * 0.025),
        plain.clothes,
        plain.clothesAccent);
  }

  private double skinTan() {
    return skin.getRed() / 255.0;
  }

  private static Palette plain(DoodleArchetype archetype) {
    return switch (archetype) {
      case SOFT ->
          colours(
              0xF7AFC6, 0xDB7FA3, 0xFFD9E6, 0.0, 0x7A3350, 0x6FB96A, 0x2F6E45, 0xFFF3E2, 0xFFE0E0,
              0xFFFFFF, 0xF58FB0);
      case STOIC ->
          colours(
              0x2F3450, 0x1C2038, 0x5B6490, 0.0, 0x171A2E, 0x8C6BD0, 0x41287E, 0xC9D2DC, 0xB7C2CF,
              0x3B4467, 0xF4F5FA);
      case ENERGETIC ->
          colours(
              0xFF9A2E, 0xE06A16, 0xFFD25E, 0.35, 0x7A2C10, 0xE0402F, 0x8A1414, 0x7FE0D4, 0xFFF07A,
              0xF6F6F6, 0xE8423B);
      case MELANCHOLIC ->
          colours(
              0x6F93CF, 0x44639F, 0xA7C3EC, 0.0, 0x24335E, 0x3E7FD0, 0x1B3A7A, 0xA79BC8, 0x9488BA,
              0x55587F, 0xC9CBE6);
    };
  }

  private static Palette colours(
      int hair,
      int hairShade,
      int hairLight,
      double tan,
      int line,
      int iris,
      int irisDark,
      int background,
      int backgroundAccent,
      int clothes,
      int clothesAccent) {
    return new Palette(
        new Color(hair),
        new Color(hairShade),
        new Color(hairLight),
        new Color((int) (tan * 255), 0, 0),
        Color.BLACK,
        new Color(line),
        new Color(iris),
        new Color(irisDark),
        new Color(background),
        new Color(backgroundAccent),
        new Color(clothes),
        new Color(clothesAccent));
  }

  /// `colour` with its hue turned by `turn` full circles.
  private static Color turned(Color colour, double turn) {
    float[] hsb = Color.RGBtoHSB(colour.getRed(), colour.getGreen(), colour.getBlue(), null);
    return Color.getHSBColor((float) (hsb[0] + turn), hsb[1], hsb[2]);
  }

  static Color mix(Color from, Color to, double share) {
    double part = Math.clamp(share, 0.0, 1.0);
    return new Color(
        (int) Math.round(from.getRed() + (to.getRed() - from.getRed()) * part),
        (int) Math.round(from.getGreen() + (to.getGreen() - from.getGreen()) * part),
        (int) Math.round(from.getBlue() + (to.getBlue() - from.getBlue()) * part));
  }

  static Color withAlpha(Color colour, double alpha) {
    return new Color(
        colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(alpha * 255));
  }
}
