package io.manako.engine.sample;

import java.util.Locale;
import java.util.function.Function;

/** Kinds of things in the sample collection. */
public enum Kind {
    MUG(Kitchen::mug),
    APPLE(Kitchen::apple),
    BANANA(Kitchen::banana),
    BOTTLE(Kitchen::bottle),
    BOOK(Desk::book),
    KEY(Desk::key),
    LAMP(Desk::lamp),
    CLOCK(Desk::clock),
    SCISSORS(Desk::scissors),
    BALL(Parlour::ball),
    PLANT(Parlour::plant),
    TOY_CAR(Parlour::toyCar);

    private final Function<Dice, Thing> maker;

    Kind(Function<Dice, Thing> maker) {
        this.maker = maker;
    }

    /** Lower-case name for people, such as {@code toy car}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** One of its kind: shape, colours and pattern as the dice fall. */
    Thing make(Dice dice) {
        return maker.apply(dice);
    }
}
