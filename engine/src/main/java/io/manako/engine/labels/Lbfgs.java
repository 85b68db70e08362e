package io.manako.engine.labels;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth function by L-BFGS with halved steps (Nocedal and Wright, <i>Numerical Optimization</i>, 2006, algorithms
 * 3.1 and 7.5). No random numbers: the same function gives the same minimum. Pure functions.
 */
final class Lbfgs {
    private static final int MEMORY = 8;
    private static final int HALVINGS = 20;
    private static final double ENOUGH = 1e-4;
    private static final double FLAT = 1e-3;

    private Lbfgs() {}

    /** A function of n variables. */
    @FunctionalInterface
    interface Smooth {
        /**
         * @param x {@code double[n]}
         * @param gradient {@code double[n]}, written
         * @return the value at x
         */
        double at(double[] x, double[] gradient);
    }

    /** A step and what it changed in the gradient. */
    private record Pair(double[] step, double[] change, double curvature) {}

    /**
     * @param start {@code double[n]}, left as it is
     * @param iterations at most
     * @return {@code double[n]}: where no step goes down any more, or the gradient is almost 0
     */
    static double[] minimise(double[] start, int iterations, Smooth function) {
        double[] x = start.clone();
        double[] gradient = new double[x.length];
        double value = function.at(x, gradient);
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int i = 0; i < iterations && dot(gradient, gradient) > FLAT * FLAT; i++) {
            double[] direction = direction(gradient, pairs);
            double slope = dot(direction, gradient);
            double length = pairs.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
            double[] next = new double[x.length];
            double[] nextGradient = new double[x.length];
            double nextValue = Double.POSITIVE_INFINITY;
            for (int halving = 0; halving < HALVINGS; halving++, length /= 2) {
                for (int d = 0; d < x.length; d++) {
                    next[d] = x[d] + length * direction[d];
                }
                nextValue = function.at(next, nextGradient);
                if (nextValue <= value + ENOUGH * length * slope) {
                    break;
                }
            }
            if (!(nextValue < value)) {
                break;
            }
            remember(pairs, difference(next, x), difference(nextGradient, gradient));
            x = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return x;
    }

    private static void remember(Deque<Pair> pairs, double[] step, double[] change) {
        double curvature = dot(step, change);
        // Where the function bends the other way, as it may between windows, the pair would turn the direction uphill.
        if (curvature > 1e-10) {
            pairs.addLast(new Pair(step, change, curvature));
        }
        if (pairs.size() > MEMORY) {
            pairs.removeFirst();
        }
    }

    /** Less the gradient, times what the pairs say of the inverse of the second derivatives. */
    private static double[] direction(double[] gradient, Deque<Pair> pairs) {
        double[] direction = new double[gradient.length];
        for (int d = 0; d < direction.length; d++) {
            direction[d] = -gradient[d];
        }
        if (pairs.isEmpty()) {
            return direction;
        }
        Deque<Double> shares = new ArrayDeque<>();
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
            Pair pair = newest.next();
            double share = dot(pair.step(), direction) / pair.curvature();
            add(direction, -share, pair.change());
            shares.push(share);
        }
        Pair last = pairs.getLast();
        double scale = last.curvature() / dot(last.change(), last.change());
        for (int d = 0; d < direction.length; d++) {
            direction[d] *= scale;
        }
        for (Pair pair : pairs) {
            add(direction, shares.pop() - dot(pair.change(), direction) / pair.curvature(), pair.step());
        }
        return direction;
    }

    private static void add(double[] to, double share, double[] from) {
        for (int d = 0; d < to.length; d++) {
            to[d] += share * from[d];
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        add(difference, -1, b);
        return difference;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }
}
