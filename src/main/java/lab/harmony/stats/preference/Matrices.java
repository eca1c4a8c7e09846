package lab.harmony.stats.preference;

/// The little that a fit of a few parameters needs of matrices, in rows.
final class Matrices {

  private Matrices() {}

  /// Of a symmetric matrix without directions of 0, by Gauss and Jordan.
  static double[][] inverse(double[][] matrix) {
    int n = matrix.length;
    var rest = matrix;
    var inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      inverse[i][i] = 1;
    }
    for (int pivot = 0; pivot < n; pivot++) {
      double by = rest[pivot][pivot];
      for (int column = 0; column < n; column++) {
        rest[pivot][column] /= by;
        inverse[pivot][column] /= by;
      }
      for (int row = 0; row < n; row++) {
        double factor = rest[row][pivot];
        if (row != pivot && factor != 0) {
          for (int column = 0; column < n; column++) {
            rest[row][column] -= factor * rest[pivot][column];
            inverse[row][column] -= factor * inverse[pivot][column];
          }
        }
      }
    }
    return inverse;
  }

  static double[] times(double[][] matrix, double[] vector) {
    var product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < product.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }
}
