"""Writes the pictures of this folder and expected.txt: what Pillow sees in each, upright and on white.

    python make.py        (Pillow 12.3)
"""
import io, struct, zlib
from PIL import Image, ImageOps, ImageCms

W, H = 12, 8
base = Image.new("RGB", (W, H))
base.putdata([(20 + 18 * x, 30 + 25 * y, 200 - 10 * x - 5 * y) for y in range(H) for x in range(W)])
# mirrored in no way, and half transparent in all degrees
alpha = Image.new("L", (W, H))
alpha.putdata([min(255, (x * H + y) * 3) if x < 9 else 255 for y in range(H) for x in range(W)])
grey = base.convert("L")
smooth = base.resize((48, 32), Image.BICUBIC)
files = {}


def save(name, im, fmt, **options):
    out = io.BytesIO()
    im.save(out, fmt, **options)
    files[name] = out.getvalue()
    return out.getvalue()


def exif(orientation):
    e = Image.Exif()
    e[274] = orientation
    return e.tobytes()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(name, colour, depth, rows, extra=b"", interlace=0):
    raw = b"".join(b"\0" + r for r in rows)
    files[name] = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", W, H, depth, colour, 0, 0, interlace))
                   + extra + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))


def samples16(*bands):
    return [b"".join(struct.pack(">H", b.getpixel((x, y)) * 256 + (x * 37 + y * 11) % 256) for x in range(W) for b in bands)
            for y in range(H)]


r, g, b = base.split()
rgba = base.copy(); rgba.putalpha(alpha)
la = grey.copy(); la.putalpha(alpha)
save("rgb.png", base, "PNG")
save("grey.png", grey, "PNG")
save("grey-alpha.png", la, "PNG")
save("rgba.png", rgba, "PNG")
save("palette.png", base.quantize(16), "PNG")
save("palette-2.png", base.quantize(2), "PNG", bits=1)
pal = base.quantize(16); save("palette-transparent.png", pal, "PNG", transparency=bytes([0, 60, 255, 128] + [255] * 12))
save("one-bit.png", grey.point(lambda v: 255 * (v > 120)).convert("1"), "PNG")
png("grey-2.png", 0, 2, [bytes(sum(((x + i + y) % 4) << (6 - 2 * i) for i in range(4)) for x in range(0, W, 4)) for y in range(H)])
png("grey-4.png", 0, 4, [bytes((((x * 2 + y) % 16) << 4) | (x * 2 + y + 1) % 16 for x in range(W // 2)) for y in range(H)])
png("grey-16.png", 0, 16, samples16(grey))
png("grey-alpha-16.png", 4, 16, samples16(grey, alpha))
png("rgb-16.png", 2, 16, samples16(r, g, b))
png("rgba-16.png", 6, 16, samples16(r, g, b, alpha))
png("grey-key.png", 0, 8, [grey.crop((0, y, W, y + 1)).tobytes() for y in range(H)], chunk(b"tRNS", struct.pack(">H", grey.getpixel((3, 2)))))
png("rgb-key.png", 2, 8, [base.crop((0, y, W, y + 1)).tobytes() for y in range(H)], chunk(b"tRNS", struct.pack(">HHH", *base.getpixel((3, 2)))))
png("gamma.png", 2, 8, [base.crop((0, y, W, y + 1)).tobytes() for y in range(H)], chunk(b"gAMA", struct.pack(">I", 100000)))
save("profile.png", base, "PNG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes())
save("turned.png", base, "PNG", exif=exif(6))
save("moving.png", base, "PNG", save_all=True, append_images=[Image.new("RGB", (W, H), "red")], duration=50)
for o in range(1, 9):
    save(f"turned-{o}.jpg", smooth, "JPEG", quality=95, exif=exif(o))
save("rgb.jpg", smooth, "JPEG", quality=95)
save("progressive.jpg", smooth, "JPEG", quality=90, progressive=True, subsampling=0)
save("grey.jpg", smooth.convert("L"), "JPEG", quality=95)
save("cmyk.jpg", smooth.convert("CMYK"), "JPEG", quality=95)
c, m, y, k = smooth.convert("CMYK").split()
inked = Image.merge("CMYK", (c.point(lambda v: v * 3 // 4), m, y, c.point(lambda v: v // 3)))
adobe = save("cmyk-black.jpg", inked, "JPEG", quality=95)
at = adobe.index(b"Adobe")
files["ycck.jpg"] = adobe[:at + 11] + b"\2" + adobe[at + 12:]
start = adobe.index(b"\xff\xee")
files["cmyk-without-adobe.jpg"] = adobe[:start] + adobe[start + 16:]
save("cmyk-profile.jpg", inked, "JPEG", quality=95, icc_profile=b"no profile at all" * 9)
save("broken-profile.jpg", smooth, "JPEG", quality=95, icc_profile=b"no profile at all" * 9)
jpeg = files["rgb.jpg"]
files["without-jfif.jpg"] = jpeg[:2] + jpeg[20:]
save("rgb-channels.jpg", smooth, "JPEG", quality=95, subsampling=0, keep_rgb=True)
save("lossless.webp", rgba, "WEBP", lossless=True, exact=True)
save("lossy.webp", smooth, "WEBP", quality=95)
sa = smooth.copy(); sa.putalpha(alpha.resize(smooth.size))
save("lossy-alpha.webp", sa, "WEBP", quality=95, exact=True)
save("turned.webp", base, "WEBP", lossless=True, exif=exif(8))
save("moving.webp", rgba, "WEBP", lossless=True, method=6, exact=True, save_all=True, append_images=[Image.new("RGBA", (W, H), "red")], duration=50)
save("palette.gif", base.quantize(16), "GIF")
save("moving.gif", base.quantize(16), "GIF", save_all=True, append_images=[Image.new("P", (W, H), 3)], duration=50)
save("transparent.gif", base.quantize(16), "GIF", transparency=2)
save("rgb.bmp", base, "BMP")
save("palette.bmp", base.quantize(16), "BMP")
files["jpeg-called.png"] = jpeg
files["webp-called.jpg"] = files["lossless.webp"]
files["png-called.webp"] = files["rgba.png"]
def seen(data):
    im = Image.open(io.BytesIO(data))
    if im.mode == "I;16":  # Pillow would cut off at 255
        out = Image.new("L", im.size)
        out.putdata([v >> 8 for v in im.getdata()])
        im = out
    im = ImageOps.exif_transpose(im)
    if im.mode in ("RGBA", "LA", "PA") or "transparency" in im.info:
        over = im.convert("RGBA")
        im = Image.alpha_composite(Image.new("RGBA", im.size, "white"), over)
    return im.convert("RGB")


with open("expected.txt", "w") as f:
    for name, data in sorted(files.items()):
        open(name, "wb").write(data)
        im = seen(data)
        if im.size[0] * im.size[1] > W * H:   # lossy ones are larger: every fourth pixel each way
            shown = [im.getpixel((x, y)) for y in range(0, im.size[1], 4) for x in range(0, im.size[0], 4)]
        else:
            shown = list(im.getdata())
        f.write(f"{name} {im.size[0]} {im.size[1]} " + "".join("%02x%02x%02x" % p for p in shown) + "\n")
