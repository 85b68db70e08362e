package io.manako.engine.evaluation;

import io.manako.engine.evaluation.MarkedPhoto.Opened;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.Prompt;
import java.util.List;

/**
 * A pair marked with boxes on its open photo.
 *
 * @param both as a user would mark it: the wanted thing, and the other as not meant
 * @param wanted the wanted thing alone
 * @param unwanted the other alone, as if it were looked for
 */
record NegativeMarks(MarkedPhoto both, MarkedPhoto wanted, MarkedPhoto unwanted) {
    static NegativeMarks of(NegativePair pair, int number, Opened photo) {
        Box wanted = pair.wanted().box();
        Box unwanted = pair.unwanted().box();
        Prompt not = new Box(unwanted.x(), unwanted.y(), unwanted.width(), unwanted.height(), Polarity.NEGATIVE);
        return new NegativeMarks(
                new MarkedPhoto(photo, number, List.of(wanted, not), wanted),
                new MarkedPhoto(photo, number, List.of(wanted), wanted),
                new MarkedPhoto(photo, number, List.of(unwanted), unwanted));
    }
}
