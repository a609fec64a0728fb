/** Methods for students made of networks: whose turn it is, what is remembered, how the teacher's weight moves. */
@org.jspecify.annotations.NullMarked
package dev.hone.guide.neural;
