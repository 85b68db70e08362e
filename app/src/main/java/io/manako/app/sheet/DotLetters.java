package io.manako.app.sheet;

import java.awt.Graphics2D;
import java.text.Normalizer;
import java.util.HexFormat;

/**
 * Letters of five by seven dots, as on small displays: they need no font, so a sheet can be drawn on a machine that has
 * none. ASCII only; accents fall off, other letters become question marks.
 */
final class DotLetters implements Lettering {
    /** Space to tilde, five columns each, the lowest bit on top. */
    private static final byte[] COLUMNS = HexFormat.of()
            .parseHex("0000000000 00005F0000 0007000700 147F147F14 242A7F2A12 2313086462 3649562050 0008070300"
                    .concat(" 001C224100 0041221C00 2A1C7F1C2A 08083E0808 0050300000 0808080808 0000606000 2010080402")
                    .concat(" 3E5149453E 00427F4000 4261514946 2141454B31 1814127F10 2745454539 3C4A494930 0171090503")
                    .concat(" 3649494936 464949291E 0036360000 0056360000 0008142241 1414141414 4122140800 0201510906")
                    .concat(" 3E415D594E 7C1211127C 7F49494936 3E41414122 7F4141413E 7F49494941 7F09090901 3E41415173")
                    .concat(" 7F0808087F 00417F4100 2040413F01 7F08142241 7F40404040 7F021C027F 7F0408107F 3E4141413E")
                    .concat(" 7F09090906 3E4151215E 7F09192946 2649494932 03017F0103 3F4040403F 1F2040201F 3F4038403F")
                    .concat(" 6314081463 0304780403 6159494D43 007F414141 0204081020 004141417F 0402010204 4040404040")
                    .concat(" 0003070800 2054547840 7F28444438 3844444428 384444287F 3854545418 00087E0902 18A4A49C78")
                    .concat(" 7F08040478 00447D4000 2040403D00 7F10284400 00417F4000 7C04780478 7C08040478 3844444438")
                    .concat(" FC18242418 18242418FC 7C08040408 4854545424 04043F4424 3C4040207C 1C2040201C 3C4030403C")
                    .concat(" 4428102844 4C9090907C 4464544C44 0008364100 0000770000 0041360800 0201020402")
                    .replace(" ", ""));

    @Override
    public void draw(Graphics2D g, String text, int x, int baseline, Style style) {
        int dot = dot(style);
        int left = x;
        for (int letter : ascii(text).chars().toArray()) {
            int first = (letter - ' ') * 5;
            for (int column = 0; column < 5; column++) {
                for (int row = 0; row < 8; row++) {
                    if ((COLUMNS[first + column] >> row & 1) != 0) {
                        g.fillRect(left + column * dot, baseline - (7 - row) * dot, dot, dot);
                    }
                }
            }
            left += 6 * dot;
        }
    }

    @Override
    public int width(String text, Style style) {
        return ascii(text).length() * 6 * dot(style);
    }

    @Override
    public boolean shows(String text) {
        return ascii(text).indexOf('?') < 0;
    }

    private static int dot(Style style) {
        return Math.max(1, style.size / 8);
    }

    private static String ascii(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace('×', 'x')
                .replace('·', '|')
                .replace('–', '-')
                .replaceAll("[^ -~]", "?");
    }
}
